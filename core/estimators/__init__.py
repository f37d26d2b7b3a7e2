"""scikit-learn estimators over the engine."""

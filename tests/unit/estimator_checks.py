"""scikit-learn's own checks on both estimators, told as JSON.

A program of its own: one of the checks runs only where SCIPY_ARRAY_API is set before SciPy is
imported, and would be skipped elsewhere.
"""

import json
import warnings

from sklearn.utils.estimator_checks import check_estimator

from core.estimators import NetworkClassifier, NetworkRegressor

if __name__ == "__main__":
    # The checks train on data of a few rows, which seldom converges and is warned of.
    warnings.simplefilter("ignore")
    results = [
        {
            "estimator": type(estimator).__name__,
            "check": result["check_name"],
            "status": result["status"],
            "expected_to_fail": result["expected_to_fail"],
            "exception": str(result["exception"] or ""),
        }
        for estimator in (NetworkClassifier(), NetworkRegressor())
        for result in check_estimator(estimator, on_skip=None, on_fail=None)
    ]
    print(json.dumps(results))

"""The QR code of a link, for a class that points its phones at the projector."""

from io import BytesIO

# segno: QR codes in Python alone.
import segno

from core.language import _


def qr_code(link: str) -> segno.QRCode:
    """Return the QR code of exactly this text, as coarse as it can be.

    Raises
    ------
    ValueError
        If the text is longer than a QR code can be.
    """
    try:
        return segno.make_qr(link, error="L")
    except segno.DataOverflowError:
        raise ValueError(
            _("The link has {n:,} characters, more than a QR code holds.").format(n=len(link))
        ) from None


def as_svg(code: segno.QRCode) -> str:
    """Return a picture of it: dark on white in any theme, as cameras want it."""
    file = BytesIO()
    code.save(file, "svg", scale=4, border=4, dark="black", light="white", xmldecl=False, nl=False)
    return file.getvalue().decode()

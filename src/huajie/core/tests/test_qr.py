"""A code on a page stands under the strict content policy, and says in words where it leads."""

from huajie.core.qr import qr_image, qr_png


def test_the_picture_needs_no_style_and_no_script_and_has_words() -> None:
    image = qr_image('https://hj.example/q?"><script>', '查询 "HD-2026-000001"')
    assert image.startswith('<img src="data:image/svg+xml')
    assert "style=" not in image
    assert "<script" not in image
    assert 'alt="查询 &quot;HD-2026-000001&quot;"' in image


def test_the_picture_for_paper_is_a_png() -> None:
    assert qr_png("HD-2026-000001").startswith(b"\x89PNG")

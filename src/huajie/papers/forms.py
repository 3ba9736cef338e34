"""The form of this room: it normalises and explains, and decides nothing."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """An office's own template, and the day from which it holds."""

    file = forms.FileField(
        label=_("Template (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("Download the present template, change it in Word or WPS, and keep the fields in {{ }}."),
    )
    since = forms.DateField(
        label=_("Holds from"),
        initial=lambda: timezone.localdate() + timedelta(days=1),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Documents of that day and later are made from it. What was made before stays as it is."),
    )

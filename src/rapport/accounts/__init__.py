"""Users and sign-in: therapists and staff only; a person looking for help never needs one."""

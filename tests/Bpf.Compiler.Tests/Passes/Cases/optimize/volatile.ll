; A volatile access stays.
define i64 @f(ptr %x) {
  %value = load volatile i64, ptr %x, align 8
  ret i64 %value
}

; unchanged

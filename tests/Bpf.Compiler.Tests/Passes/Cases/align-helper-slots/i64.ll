; C aligns an i64 to eight bytes too.
define i64 @f(ptr %map) {
  %key = alloca i64, align 8
  store i64 1, ptr %key, align 8
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
  ret i64 %value
}

; unchanged

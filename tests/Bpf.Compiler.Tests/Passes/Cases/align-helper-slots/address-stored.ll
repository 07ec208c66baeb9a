; Somebody may read it through the stored address.
define i64 @f(ptr %map, ptr %place) {
  %key = alloca i32, align 8
  store i32 1, ptr %key, align 8
  store ptr %key, ptr %place, align 8
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
  ret i64 %value
}

; unchanged

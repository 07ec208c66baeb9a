; The program reads the slot itself.
define i64 @f(ptr %map) {
  %key = alloca i32, align 8
  store i32 1, ptr %key, align 8
  %value = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
  %after = load i32, ptr %key, align 8
  %wide = zext i32 %after to i64
  %result = add i64 %value, %wide
  ret i64 %result
}

; unchanged

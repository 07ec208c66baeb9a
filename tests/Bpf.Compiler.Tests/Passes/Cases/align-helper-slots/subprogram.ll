; A function of the program may read it.
declare i64 @callee(ptr)

define i64 @f() {
  %key = alloca i32, align 8
  store i32 1, ptr %key, align 8
  %value = call i64 @callee(ptr %key)
  ret i64 %value
}

; unchanged

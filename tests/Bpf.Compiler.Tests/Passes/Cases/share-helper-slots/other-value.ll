; The second key is another one.
define i64 @f(ptr %map, i32 %x, i32 %y) {
  %one = alloca i32, align 8
  %two = alloca i32, align 8
  store i32 %x, ptr %one, align 8
  %a = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
  store i32 %y, ptr %two, align 8
  %b = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %two)
  ret i64 %b
}

; unchanged

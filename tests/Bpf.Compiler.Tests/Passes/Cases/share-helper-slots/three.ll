; Three slots become one.
define i64 @f(ptr %map) {
  %one = alloca i32, align 8
  %two = alloca i32, align 8
  %three = alloca i32, align 8
  store i32 7, ptr %one, align 8
  %a = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
  store i32 7, ptr %three, align 8
  %b = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %three)
  store i32 7, ptr %two, align 8
  %c = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %two)
  ret i64 %c
}

; after share-helper-slots
define i64 @f(ptr %map) {
  %one = alloca i32, align 8
  store i32 7, ptr %one, align 8
  %a = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
  %b = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
  %c = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
  ret i64 %c
}

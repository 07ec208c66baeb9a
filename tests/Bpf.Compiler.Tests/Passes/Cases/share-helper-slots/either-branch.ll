; Neither store is on all ways to the other.
define i64 @f(ptr %map, i32 %x, i1 %first) {
entry:
  %one = alloca i32, align 8
  %two = alloca i32, align 8
  br i1 %first, label %then, label %else

then:
  store i32 %x, ptr %one, align 8
  %a = call i64 inttoptr (i64 1 to ptr)(ptr %map, ptr %one)
  ret i64 %a

else:
  store i32 %x, ptr %two, align 8
  %b = call i64 inttoptr (i64 3 to ptr)(ptr %map, ptr %two)
  ret i64 %b
}

; unchanged

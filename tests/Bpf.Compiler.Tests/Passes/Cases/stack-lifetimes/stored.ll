; The address of one is stored, of the other it is not known where its use begins.
declare void @g(ptr)

define void @f(ptr %place, i1 %first) {
  %one = alloca [200 x i8], align 8
  %two = alloca [200 x i8], align 8
  br i1 %first, label %then, label %both

then:
  store ptr %one, ptr %place, align 8
  call void @g(ptr %two)
  br label %both

both:
  call void @g(ptr %two)
  call void @g(ptr %one)
  ret void
}

; unchanged

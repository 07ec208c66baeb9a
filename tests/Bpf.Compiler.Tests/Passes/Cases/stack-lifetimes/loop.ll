; A loop over the one, then the other.
declare void @g(ptr)

define i64 @f(i1 %first, i1 %second) {
  %one = alloca [64 x i8], align 8
  %two = alloca [64 x i8], align 8
  br i1 %first, label %fill, label %next

fill:
  call void @g(ptr %one)
  br label %sum

sum:
  %i = phi i64 [ 0, %fill ], [ %more, %sum ]
  %address = getelementptr i8, ptr %one, i64 %i
  store i8 0, ptr %address, align 1
  %more = add i64 %i, 1
  %again = icmp ult i64 %more, 64
  br i1 %again, label %sum, label %next

next:
  br i1 %second, label %other, label %end

other:
  call void @g(ptr %two)
  br label %end

end:
  ret i64 0
}

; after stack-lifetimes
define i64 @f(i1 %first, i1 %second) {
  %one = alloca [64 x i8], align 8
  %two = alloca [64 x i8], align 8
  br i1 %first, label %fill, label %next

fill:
  call void @llvm.lifetime.start.p0(ptr %one)
  call void @g(ptr %one)
  br label %sum

sum:
  %i = phi i64 [ 0, %fill ], [ %more, %sum ]
  %address = getelementptr i8, ptr %one, i64 %i
  store i8 0, ptr %address, align 1
  %more = add i64 %i, 1
  %again = icmp ult i64 %more, 64
  br i1 %again, label %sum, label %next

next:
  call void @llvm.lifetime.end.p0(ptr %one)
  br i1 %second, label %other, label %end

other:
  call void @llvm.lifetime.start.p0(ptr %two)
  call void @g(ptr %two)
  call void @llvm.lifetime.end.p0(ptr %two)
  br label %end

end:
  ret i64 0
}

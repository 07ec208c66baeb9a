; One more than the object has: nor is that in the object.
@table = global [20 x i8] zeroinitializer

define i8 @f(i64 %x) {
  %fits = icmp ule i64 %x, 20
  br i1 %fits, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr @table, i64 %x
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; unchanged

; Whole i64s, behind in the same object: from the end.
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)

define void @f(ptr %longs, i64 %count) {
  %bytes = shl i64 %count, 3
  %to = getelementptr i8, ptr %longs, i64 8
  call void @llvm.memmove.p0.p0.i64(ptr align 8 %to, ptr align 8 %longs, i64 %bytes, i1 false)
  ret void
}

; after expand-block-operations
define void @f(ptr %longs, i64 %count) {
  %bytes = shl i64 %count, 3
  %to = getelementptr i8, ptr %longs, i64 8
  %1 = icmp ugt ptr %to, %longs
  br i1 %1, label %down.i, label %up.i

down.i:
  %left.i = phi i64 [ %bytes, %0 ], [ %3, %down.body.i ]
  %more.i = icmp ne i64 %left.i, 0
  br i1 %more.i, label %down.body.i, label %down.end.i

down.body.i:
  %2 = sub i64 %left.i, 8
  %3 = call i64 asm "", "=r,0"(i64 %2)
  %from.i = getelementptr i8, ptr %longs, i64 %3
  %4 = load i64, ptr %from.i, align 8
  %to.i = getelementptr i8, ptr %to, i64 %3
  store i64 %4, ptr %to.i, align 8
  br label %down.i

up.i:
  br label %test.i

down.end.i:
  br label %bpfc.move.8.exit

test.i:
  %done.i = phi i64 [ 0, %up.i ], [ %7, %body.i ]
  %more1.i = icmp ult i64 %done.i, %bytes
  br i1 %more1.i, label %body.i, label %end.i

body.i:
  %from2.i = getelementptr i8, ptr %longs, i64 %done.i
  %5 = load i64, ptr %from2.i, align 8
  %to3.i = getelementptr i8, ptr %to, i64 %done.i
  store i64 %5, ptr %to3.i, align 8
  %6 = add i64 %done.i, 8
  %7 = call i64 asm "", "=r,0"(i64 %6)
  br label %test.i

end.i:
  br label %bpfc.move.8.exit

bpfc.move.8.exit:
  ret void
}

; To the front of the same object: no need to go down.
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)

define void @f(ptr %bytes, i64 %count) {
  %from = getelementptr i8, ptr %bytes, i64 8
  call void @llvm.memmove.p0.p0.i64(ptr %bytes, ptr %from, i64 %count, i1 false)
  ret void
}

; after expand-block-operations
define void @f(ptr %bytes, i64 %count) {
  %from = getelementptr i8, ptr %bytes, i64 8
  br label %test.i

test.i:
  %done.i = phi i64 [ 0, %0 ], [ %3, %body.i ]
  %more.i = icmp ult i64 %done.i, %count
  br i1 %more.i, label %body.i, label %bpfc.copy.1.exit

body.i:
  %from.i = getelementptr i8, ptr %from, i64 %done.i
  %1 = load i8, ptr %from.i, align 1
  %to.i = getelementptr i8, ptr %bytes, i64 %done.i
  store i8 %1, ptr %to.i, align 1
  %2 = add i64 %done.i, 1
  %3 = call i64 asm "", "=r,0"(i64 %2)
  br label %test.i

bpfc.copy.1.exit:
  ret void
}

; More bytes than the code generator copies one by one.
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

define void @f(ptr %to, ptr %from) {
  call void @llvm.memcpy.p0.p0.i64(ptr align 2 %to, ptr align 2 %from, i64 300, i1 false)
  ret void
}

; after expand-block-operations
define void @f(ptr %to, ptr %from) {
  br label %test.i

test.i:
  %done.i = phi i64 [ 0, %0 ], [ %3, %body.i ]
  %more.i = icmp ult i64 %done.i, 300
  br i1 %more.i, label %body.i, label %bpfc.copy.2.exit

body.i:
  %from.i = getelementptr i8, ptr %from, i64 %done.i
  %1 = load i16, ptr %from.i, align 2
  %to.i = getelementptr i8, ptr %to, i64 %done.i
  store i16 %1, ptr %to.i, align 2
  %2 = add i64 %done.i, 2
  %3 = call i64 asm "", "=r,0"(i64 %2)
  br label %test.i

bpfc.copy.2.exit:
  ret void
}

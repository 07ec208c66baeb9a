; An i32 product with its check fits an i64 product, which the code generator makes itself.
declare { i32, i1 } @llvm.umul.with.overflow.i32(i32, i32)

define i1 @f(i32 %a, i32 %b) {
  %pair = call { i32, i1 } @llvm.umul.with.overflow.i32(i32 %a, i32 %b)
  %overflows = extractvalue { i32, i1 } %pair, 1
  ret i1 %overflows
}

; unchanged

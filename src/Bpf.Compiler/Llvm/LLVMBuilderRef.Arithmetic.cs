
namespace Bpf.Compiler.Llvm;

/// <content>Arithmetic, comparison and conversion.</content>
internal readonly unsafe partial record struct LLVMBuilderRef
{
    public LLVMValueRef BuildBinOp(LLVMOpcode opcode, LLVMValueRef left, LLVMValueRef right, string name = "")
        => LLVM.BuildBinOp(this, opcode, left, right, name);

    public LLVMValueRef BuildAdd(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMAdd, left, right, name);

    public LLVMValueRef BuildSub(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMSub, left, right, name);

    public LLVMValueRef BuildMul(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMMul, left, right, name);

    public LLVMValueRef BuildUDiv(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMUDiv, left, right, name);

    public LLVMValueRef BuildSDiv(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMSDiv, left, right, name);

    public LLVMValueRef BuildURem(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMURem, left, right, name);

    public LLVMValueRef BuildSRem(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMSRem, left, right, name);

    public LLVMValueRef BuildShl(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMShl, left, right, name);

    public LLVMValueRef BuildLShr(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMLShr, left, right, name);

    public LLVMValueRef BuildAShr(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMAShr, left, right, name);

    public LLVMValueRef BuildAnd(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMAnd, left, right, name);

    public LLVMValueRef BuildOr(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMOr, left, right, name);

    public LLVMValueRef BuildXor(LLVMValueRef left, LLVMValueRef right, string name = "")
        => BuildBinOp(LLVMOpcode.LLVMXor, left, right, name);

    public LLVMValueRef BuildNeg(LLVMValueRef value, string name = "") => BuildSub(LLVMValueRef.CreateConstNull(value.TypeOf), value, name);

    public LLVMValueRef BuildNot(LLVMValueRef value, string name = "")
        => BuildXor(value, LLVMValueRef.CreateConstInt(value.TypeOf, ulong.MaxValue, signExtend: true), name);

    public LLVMValueRef BuildICmp(LLVMIntPredicate predicate, LLVMValueRef left, LLVMValueRef right, string name = "")
        => LLVM.BuildICmp(this, predicate, left, right, name);

    public LLVMValueRef BuildIsNull(LLVMValueRef value, string name = "")
        => BuildICmp(LLVMIntPredicate.LLVMIntEQ, value, LLVMValueRef.CreateConstNull(value.TypeOf), name);

    public LLVMValueRef BuildIsNotNull(LLVMValueRef value, string name = "")
        => BuildICmp(LLVMIntPredicate.LLVMIntNE, value, LLVMValueRef.CreateConstNull(value.TypeOf), name);

    public LLVMValueRef BuildCast(LLVMOpcode opcode, LLVMValueRef value, LLVMTypeRef type, string name = "")
        => LLVM.BuildCast(this, opcode, value, type, name);

    public LLVMValueRef BuildTrunc(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMTrunc, value, type, name);

    public LLVMValueRef BuildZExt(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMZExt, value, type, name);

    public LLVMValueRef BuildSExt(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMSExt, value, type, name);

    public LLVMValueRef BuildPtrToInt(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMPtrToInt, value, type, name);

    public LLVMValueRef BuildIntToPtr(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMIntToPtr, value, type, name);

    public LLVMValueRef BuildBitCast(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMBitCast, value, type, name);

    public LLVMValueRef BuildAddrSpaceCast(LLVMValueRef value, LLVMTypeRef type, string name = "")
        => BuildCast(LLVMOpcode.LLVMAddrSpaceCast, value, type, name);

    /// <summary>Truncates, sign-extends or zero-extends to <paramref name="type"/>.</summary>
    public LLVMValueRef BuildIntCast(LLVMValueRef value, LLVMTypeRef type, bool isSigned, string name = "")
        => LLVM.BuildIntCast2(this, value, type, isSigned ? 1 : 0, name);

    public LLVMValueRef BuildFreeze(LLVMValueRef value, string name = "") => LLVM.BuildFreeze(this, value, name);
}

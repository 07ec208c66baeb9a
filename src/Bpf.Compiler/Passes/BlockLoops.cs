using Bpf.Compiler.InlineAsm;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>
/// Functions of a module that copy or fill memory in a loop. All take the destination, the source or the fill byte, and the number of bytes.
/// </summary>
/// <param name="context">Provides the module that the functions are added to.</param>
/// <param name="builder">Emits them; it has no debug location.</param>
internal sealed class BlockLoops(PassContext context, LLVMBuilderRef builder)
{
    private readonly LLVMContextRef _llvm = context.Module.Context;
    private readonly LLVMTypeRef _pointer = context.Module.Context.PointerType;

    /// <summary>Returns a function that copies forward, for objects that do not overlap or a destination below the source.</summary>
    /// <param name="unit">Number of bytes per iteration: at most the alignment of both, and a divisor of the size.</param>
    public LLVMValueRef Copy(int unit) => Find($"bpfc.copy.{unit}", _pointer, function =>
    {
        LLVMBasicBlockRef entry = _llvm.AppendBasicBlock(function, "entry");
        WriteUp(function, entry, unit, offset => CopyUnit(function, offset, unit));
    });

    /// <summary>Returns a function that fills memory with a byte.</summary>
    public LLVMValueRef Fill() => Find("bpfc.fill", context.Int8, function =>
    {
        LLVMBasicBlockRef entry = _llvm.AppendBasicBlock(function, "entry");
        WriteUp(function, entry, 1, offset => builder.BuildStore(function.GetParam(1), At(function, 0, offset, "to")).Alignment = 1);
    });

    /// <summary>Returns a function that copies memory that may overlap: backward when the destination lies after the source.</summary>
    /// <param name="unit">As for <see cref="Copy"/>.</param>
    public LLVMValueRef Move(int unit) => Find($"bpfc.move.{unit}", _pointer, function =>
    {
        LLVMBasicBlockRef entry = _llvm.AppendBasicBlock(function, "entry");
        LLVMBasicBlockRef down = _llvm.AppendBasicBlock(function, "down");
        LLVMBasicBlockRef downBody = _llvm.AppendBasicBlock(function, "down.body");
        LLVMBasicBlockRef up = _llvm.AppendBasicBlock(function, "up");
        LLVMBasicBlockRef end = _llvm.AppendBasicBlock(function, "down.end");
        builder.PositionAtEnd(entry);
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntUGT, function.GetParam(0), function.GetParam(1)), down, up);

        builder.PositionAtEnd(down);
        LLVMValueRef left = builder.BuildPhi(context.Int64, "left");
        builder.BuildCondBr(builder.BuildIsNotNull(left, "more"), downBody, end);
        builder.PositionAtEnd(downBody);
        LLVMValueRef rest = OpaqueValue.Create(builder, builder.BuildSub(left, Number(unit)));
        CopyUnit(function, rest, unit);
        builder.BuildBr(down);
        left.AddIncoming([function.GetParam(2), rest], [entry, downBody]);
        builder.PositionAtEnd(end);
        builder.BuildRetVoid();

        WriteUp(function, up, unit, offset => CopyUnit(function, offset, unit));
    });

    private LLVMValueRef Find(string name, LLVMTypeRef second, Action<LLVMValueRef> write)
    {
        LLVMValueRef known = context.Module.GetNamedFunction(name);
        if (known.Handle != 0)
        {
            return known;
        }

        LLVMValueRef function = context.Module.AddFunction(name, LLVMTypeRef.CreateFunction(_llvm.VoidType, [_pointer, second, context.Int64]));
        function.Linkage = LLVMLinkage.LLVMInternalLinkage;
        function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, _llvm.CreateEnumAttribute("alwaysinline"));
        write(function);
        return function;
    }

    private void WriteUp(LLVMValueRef function, LLVMBasicBlockRef start, int unit, Action<LLVMValueRef> body)
    {
        LLVMBasicBlockRef test = _llvm.AppendBasicBlock(function, "test");
        LLVMBasicBlockRef next = _llvm.AppendBasicBlock(function, "body");
        LLVMBasicBlockRef end = _llvm.AppendBasicBlock(function, "end");
        builder.PositionAtEnd(start);
        builder.BuildBr(test);
        builder.PositionAtEnd(test);
        LLVMValueRef done = builder.BuildPhi(context.Int64, "done");
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, done, function.GetParam(2), "more"), next, end);
        builder.PositionAtEnd(next);
        body(done);
        LLVMValueRef sum = OpaqueValue.Create(builder, builder.BuildAdd(done, Number(unit)));
        builder.BuildBr(test);
        done.AddIncoming([Number(0), sum], [start, next]);
        builder.PositionAtEnd(end);
        builder.BuildRetVoid();
    }

    private void CopyUnit(LLVMValueRef function, LLVMValueRef offset, int unit)
    {
        LLVMValueRef value = builder.BuildLoad2(_llvm.GetIntType((uint)unit * 8), At(function, 1, offset, "from"));
        value.Alignment = (uint)unit;
        builder.BuildStore(value, At(function, 0, offset, "to")).Alignment = (uint)unit;
    }

    private LLVMValueRef At(LLVMValueRef function, uint parameter, LLVMValueRef offset, string name)
        => builder.BuildGEP2(context.Int8, function.GetParam(parameter), [offset], name);

    private LLVMValueRef Number(int value) => LLVMValueRef.CreateConstInt(context.Int64, (ulong)value);
}

using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Intrinsics;

/// <summary>A call that the compiler replaces with its own instructions.</summary>
internal readonly record struct IntrinsicCall(FunctionEmitter Emit, MethodDesc Method, StackValue[] Arguments, SourceLocation? Location)
{
    public LLVMBuilderRef Builder => Emit.Builder;

    public TypeLowering Types => Emit.Types;

    public TypeDesc ResultType => Method.Signature.ReturnType;

    public TypeDesc ParameterType(int index) => Method.Signature.ParameterTypes[index];

    /// <summary>Type argument of the method.</summary>
    public TypeDesc TypeArgument(int index) => Method.Arguments[index];

    public LLVMValueRef Pointer(int index) => Emit.ToPointer(Arguments[index]);

    /// <summary>Returns an integer argument, extended to the stack width of its parameter type.</summary>
    public LLVMValueRef Integer(int index) => Emit.ToAbi(Arguments[index], ParameterType(index));

    /// <summary>Emits a call to a kernel helper.</summary>
    public LLVMValueRef CallHelper(int id, LLVMTypeRef result, ReadOnlySpan<LLVMValueRef> arguments) => Emit.CallHelper(id, result, arguments, Location);

    /// <summary>Ends the program unless a condition that the method checks holds.</summary>
    public void ThrowUnless(LLVMValueRef holds) => Emit.ThrowUnless(holds, Method.DisplayName, Emit.Function.IsUserCode ? Location : null);

    public StackValue Result(LLVMValueRef value) => Emit.FromResult(value, ResultType);
}

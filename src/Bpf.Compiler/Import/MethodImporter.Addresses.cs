using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Import;

/// <content>What makes addresses, or spans, that nobody checks: <see cref="CodeGen.CheckedIndexes"/>.</content>
internal sealed partial class MethodImporter
{
    // The framework's and the vocabulary's own methods, and what Roslyn writes, check before they do.
    private bool IsTrusted => !_emit.Function.IsUserCode || _method.Owner.Name == "<PrivateImplementationDetails>";

    // p + i
    private void NoteMoved(StackValue one, StackValue other)
    {
        _emit.Function.MakesAddresses |= !IsTrusted && (one.Kind == StackKind.Pointer || other.Kind == StackKind.Pointer)
            && !(one.Kind == StackKind.Pointer ? other : one).Value.IsConstantInt
            && one.Symbol is not Symbol.KernelField && other.Symbol is not Symbol.KernelField;
    }

    // &x
    private void NoteAddress(StackValue value)
        => _emit.Function.MakesAddresses |= !IsTrusted && value.Kind == StackKind.Pointer && value.Symbol is not (Symbol.KernelField or Symbol.Context);

    private void NoteAddressesOf(MethodDesc method, StackValue[] arguments)
    {
        _emit.Function.MakesAddresses |= !IsTrusted && method.Owner.FullName switch
        {
            "System.Runtime.CompilerServices.Unsafe" =>
                method.Name is not ("SizeOf" or "SkipInit" or "IsNullRef" or "NullRef" or "AreSame" or "BitCast" or "AsRef"),
            "System.Runtime.InteropServices.MemoryMarshal" => method.Name.StartsWith("Create", StringComparison.Ordinal),
            "System.Span`1" or "System.ReadOnlySpan`1"
                when method.Name == ".ctor" && arguments is [_, { Kind: StackKind.Pointer } start, { Kind: StackKind.Int32 } length]
                => !IsWithin(start.Value, length.Value, method.Owner),
            _ => false,
        };
    }

    // stackalloc, or data of the assembly, as Roslyn makes a span of them.
    private bool IsWithin(LLVMValueRef start, LLVMValueRef length, TypeDesc span)
        => length.IsConstantInt && span is DefinedType { Arguments: [{ } element] }
            && (start.IsGlobalVariable ? Module.SizeOf(start.GlobalValueType)
                : start.IsInstruction && start.InstructionOpcode == LLVMOpcode.LLVMAlloca ? Module.SizeOf(start.AllocatedType) : 0) is var size
            && length.ConstIntZExt * (ulong)LayoutEngine.SizeOf(element) <= size;
}

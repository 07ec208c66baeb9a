using Bpf.Shared;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Intrinsics;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;

namespace Bpf.Compiler.Import;

/// <content>Members of a tracepoint's record that is declared as a kernel type.</content>
/// <remarks>
/// The verifier allows direct loads of numbers at constant offsets, which the relocation of the load contains. Everything else, such as an array, is
/// copied to the stack by a helper, which may get any address in the record.
/// </remarks>
internal sealed partial class MethodImporter
{
    private readonly Dictionary<string, LLVMValueRef> _recordCopies = [];

    private StackValue ReadFromRecord(StackValue address, Symbol.KernelField field, TypeDesc type)
    {
        field.RequireReadable();
        return field.IsRelocated && TypeLowering.KindOf(type) != StackKind.Aggregate
            ? RecordLoad.Build(_emit, type, address.Value)
            : Module.Core.Read(_emit, type, address.Value, CurrentLocation);
    }

    // References and pointers to a member of the record refer to a copy: nothing writes to the record.
    private StackValue OutsideOfRecord(StackValue pointer)
    {
        if (pointer.Symbol is not Symbol.KernelField { IsInRecord: true } field || KernelTypes.Find(field.Declaration.Type) is not null)
        {
            return pointer;
        }

        field.RequireReadable();
        TypeDesc type = field.Declaration.Type;
        string key = PathOf(field);
        if (!_recordCopies.TryGetValue(key, out LLVMValueRef copy))
        {
            copy = _emit.Alloca(Types.Memory(type), LayoutEngine.AlignmentOf(type));
            _recordCopies.Add(key, copy);
        }

        Module.Globals.AddCheckedRead(field.Declaration);
        Module.KernelUses.Add(field, KernelFieldQuestion.Value, CurrentLocation);
        LLVMValueRef start = Module.Core.Field(_emit, field.Owner, field.Declaration);
        _emit.Store(Module.Core.Read(_emit, type, start, CurrentLocation), type, copy);
        return new StackValue(StackKind.Pointer, _emit.Offset(copy, field.Inside), Alignment: pointer.Alignment);
    }

    private StackValue MoveInRecord(StackValue pointer, Symbol.KernelField field, LLVMValueRef bytes)
    {
        if (!bytes.IsConstantInt)
        {
            StackValue copy = OutsideOfRecord(pointer);
            return copy with { Value = _emit.Offset(copy.Value, bytes) };
        }

        long distance = bytes.ConstIntSExt;
        Symbol.KernelField moved = field with { Inside = field.Inside + distance, IsRelocated = distance == 0 && field.IsRelocated };
        return pointer with { Value = _emit.Offset(pointer.Value, distance), Symbol = moved };
    }

    private StackValue ElementOfRecord(StackValue array, Symbol.KernelField field, MethodDesc method, LLVMValueRef index) => array with
    {
        Value = Module.Core.Element(_emit, array.Value, (DefinedType)method.Arguments[0], index),
        Symbol = field with { Inside = index.ConstIntSExt * LayoutEngine.SizeOf(method.Arguments[1]) },
    };

    private static string PathOf(Symbol.KernelField field)
        => (field.Holder is { } holder ? PathOf(holder) + "." : field.Declaration.Owner.DisplayName + ".") + field.Declaration.Name;
}

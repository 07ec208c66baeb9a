using System.Buffers.Binary;
using System.Text;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.ReferenceKernels;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>
/// Emits tables of functions: a variable of the kernel's struct with the members that are used. Loaders match them with the running kernel's by name.
/// </summary>
internal static class StructOpsEmitter
{
    private const string Section = ".struct_ops.link";
    private const int PointerSize = 8;

    public static void Emit(ObjectModule module, StructOpsDeclaration table)
    {
        List<(string Name, LLVMMetadataRef Type, int Size, int Offset)> members = [];
        List<LLVMValueRef> values = [];
        int end = 0;
        foreach (StructOpsMember member in table.Members)
        {
            (LLVMValueRef value, LLVMMetadataRef type, int size, int alignment) = Member(module, table, member);
            int offset = (end + alignment - 1) / alignment * alignment;
            Pad(module, values, offset - end);
            values.Add(value);
            members.Add((member.Name, type, size, offset));
            end = offset + size;
        }

        int total = Math.Max(PointerSize, (end + PointerSize - 1) / PointerSize * PointerSize);
        Pad(module, values, total - end);
        LLVMValueRef initial = module.Context.GetConstStruct([.. values], packed: true);
        LLVMValueRef global = module.Module.AddGlobal(initial.TypeOf, table.Name);
        global.Initializer = initial;
        global.Section = table.IsLoaded ? Section : "?" + Section;
        global.Alignment = PointerSize;
        module.Debug.Attach(global, table.Name, module.Debug.Types.Struct(table.Structure, total, members), null, isLocal: false, PointerSize);
    }

    private static (LLVMValueRef Value, LLVMMetadataRef Type, int Size, int Alignment) Member(
        ObjectModule module, StructOpsDeclaration table, StructOpsMember member)
    {
        DebugTypes types = module.Debug.Types;
        switch (member)
        {
            case StructOpsMember.Function { Program: var program }:
                MethodDesc method = program.Method;
                LLVMValueRef function = module.Module.GetNamedFunction(program.Name);
                return (function, types.PointerToFunction(method.Signature.ReturnType, method.Signature.ParameterTypes), PointerSize, PointerSize);
            case StructOpsMember.Text { Value: var text, Length: var length }:
                byte[] bytes = new byte[length];
                Encoding.UTF8.GetBytes(text, bytes);
                return (module.Context.GetConstString(bytes, dontNullTerminate: true), types.Bytes(length), length, 1);
            default:
                (int size, bool isSigned) = ShapeOf(table, (StructOpsMember.Number)member);
                byte[] number = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(number, ((StructOpsMember.Number)member).Value);
                Array.Resize(ref number, size);
                return (module.Context.GetConstString(number, dontNullTerminate: true), types.Integer(size, isSigned), size, size);
        }
    }

    // As the kernel has it, because loaders compare sizes.
    private static (int Size, bool IsSigned) ShapeOf(StructOpsDeclaration table, StructOpsMember.Number number)
        => StructOpsRules.TypeOf(table.Structure, number.Name) is { Kind: KernelTypeKind.Integer } type
            ? (type.Size, type.IsSigned)
            : (LayoutEngine.SizeOf(number.Type), number.Type.IsSigned);

    private static void Pad(ObjectModule module, List<LLVMValueRef> values, int count)
    {
        if (count > 0)
        {
            values.Add(LLVMValueRef.CreateConstNull(LLVMTypeRef.CreateArray(module.Types.Int8, (uint)count)));
        }
    }
}

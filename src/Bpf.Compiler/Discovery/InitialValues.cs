using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>Values that static constructors give to fields, found by running the constructors at compile time.</summary>
internal sealed class InitialValues
{
    private readonly Dictionary<DefinedType, Dictionary<FieldDefinitionHandle, byte[]>> _values = [];

    /// <summary>Bytes of a field; null when it starts as zero.</summary>
    public byte[]? Find(FieldDesc field)
    {
        if (!_values.TryGetValue(field.Owner, out Dictionary<FieldDefinitionHandle, byte[]>? values))
        {
            values = Run(field.Owner);
            _values.Add(field.Owner, values);
        }

        return values.GetValueOrDefault(field.Handle);
    }

    private static Dictionary<FieldDefinitionHandle, byte[]> Run(DefinedType type)
    {
        Dictionary<FieldDefinitionHandle, byte[]> values = [];
        MethodDesc? constructor = type.Methods.FirstOrDefault(method => method.Name == ".cctor");
        if (constructor is null)
        {
            return values;
        }

        long? value = null;
        foreach (ILInstruction instruction in ILDecoder.Decode(constructor.ReadBody().GetILReader()))
        {
            switch (instruction.OpCode)
            {
                case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                    value = instruction.OpCode - ILOpCode.Ldc_i4_0;
                    break;
                case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8:
                    value = instruction.Operand;
                    break;
                case ILOpCode.Conv_u8:
                    value = (uint?)value;
                    break;
                case ILOpCode.Conv_i8 or ILOpCode.Conv_i or ILOpCode.Conv_u:
                    break;
                case ILOpCode.Stsfld:
                    FieldDesc field = type.Module.ResolveField(MetadataTokens.EntityHandle((int)instruction.Operand), type.Context);
                    if (value is { } constant && GlobalData.IsUnmanaged(field.Type))
                    {
                        byte[] bytes = new byte[8];
                        BinaryPrimitives.WriteInt64LittleEndian(bytes, constant);
                        values[field.Handle] = bytes[..LayoutEngine.SizeOf(field.Type)];
                    }

                    value = null;
                    break;
                default:
                    value = null;
                    break;
            }
        }

        return values;
    }
}

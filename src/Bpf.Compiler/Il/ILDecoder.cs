using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Il;

/// <summary>Turns the bytes of a method body into instructions.</summary>
internal static class ILDecoder
{
    public static ImmutableArray<ILInstruction> Decode(BlobReader reader)
    {
        ImmutableArray<ILInstruction>.Builder instructions = ImmutableArray.CreateBuilder<ILInstruction>();
        while (reader.RemainingBytes > 0)
        {
            int offset = reader.Offset;
            int code = reader.ReadByte();
            ILOpCode opCode = (ILOpCode)(code == 0xFE ? 0xFE00 | reader.ReadByte() : code);
            int[]? targets = null;
            long operand = 0;
            switch (OperandSize(opCode))
            {
                case 1:
                    operand = opCode is ILOpCode.Ldc_i4_s || opCode.IsBranch() ? reader.ReadSByte() : reader.ReadByte();
                    break;
                case 2:
                    operand = reader.ReadUInt16();
                    break;
                case 4:
                    operand = reader.ReadInt32();
                    break;
                case 8:
                    operand = reader.ReadInt64();
                    break;
                case -1:
                    targets = new int[reader.ReadInt32()];
                    for (int i = 0; i < targets.Length; i++)
                    {
                        targets[i] = reader.ReadInt32();
                    }

                    for (int i = 0; i < targets.Length; i++)
                    {
                        targets[i] += reader.Offset;
                    }

                    break;
            }

            if (opCode.IsBranch())
            {
                operand += reader.Offset;
            }

            instructions.Add(new ILInstruction(offset, opCode, operand, targets, reader.Offset));
        }

        return instructions.DrainToImmutable();
    }

    private static int OperandSize(ILOpCode opCode)
    {
        if (opCode.IsBranch())
        {
            return opCode.GetBranchOperandSize();
        }

        return opCode switch
        {
            ILOpCode.Switch => -1,
            ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8 => 8,
            ILOpCode.Ldc_i4_s or ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Starg_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s
                or ILOpCode.Stloc_s or ILOpCode.Unaligned => 1,
            ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Starg or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Stloc => 2,
            ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4 or ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Calli or ILOpCode.Callvirt or ILOpCode.Cpobj
                or ILOpCode.Ldobj or ILOpCode.Ldstr or ILOpCode.Newobj or ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Unbox
                or ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld
                or ILOpCode.Stobj or ILOpCode.Box or ILOpCode.Newarr or ILOpCode.Ldelema or ILOpCode.Ldelem or ILOpCode.Stelem
                or ILOpCode.Unbox_any or ILOpCode.Refanyval or ILOpCode.Mkrefany or ILOpCode.Ldtoken or ILOpCode.Ldftn or ILOpCode.Ldvirtftn
                or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof => 4,
            (ILOpCode)0xFE19 => 1, // no.
            _ => 0,
        };
    }
}

using System.Reflection.Metadata;

namespace Bpf.Compiler.Il;

/// <summary>How many values an instruction takes from the evaluation stack, and how many it puts there (ECMA-335, partition III).</summary>
/// <param name="Taken">Number of values taken.</param>
/// <param name="Left">Number of values put there.</param>
internal readonly record struct StackEffect(int Taken, int Left)
{
    /// <summary>Returns the effect of an opcode; null for calls, whose effect depends on the method, and for instructions that leave the block.</summary>
    public static StackEffect? Of(ILOpCode opCode)
    {
        switch (opCode)
        {
            case ILOpCode.Nop or ILOpCode.Break or ILOpCode.Br or ILOpCode.Br_s or ILOpCode.Volatile or ILOpCode.Unaligned or ILOpCode.Constrained
                or ILOpCode.Readonly or ILOpCode.Tail:
                return new StackEffect(0, 0);
            case (>= ILOpCode.Ldarg_0 and <= ILOpCode.Ldloc_3) or ILOpCode.Ldarg_s or ILOpCode.Ldarga_s or ILOpCode.Ldloc_s or ILOpCode.Ldloca_s
                or (>= ILOpCode.Ldnull and <= ILOpCode.Ldc_r8) or ILOpCode.Ldstr or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Ldtoken
                or ILOpCode.Arglist or ILOpCode.Ldftn or ILOpCode.Ldarg or ILOpCode.Ldarga or ILOpCode.Ldloc or ILOpCode.Ldloca or ILOpCode.Sizeof:
                return new StackEffect(0, 1);
            case (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Starg_s or ILOpCode.Starg or ILOpCode.Stloc_s or ILOpCode.Stloc or ILOpCode.Pop
                or ILOpCode.Brtrue or ILOpCode.Brtrue_s or ILOpCode.Brfalse or ILOpCode.Brfalse_s or ILOpCode.Switch or ILOpCode.Stsfld or ILOpCode.Initobj:
                return new StackEffect(1, 0);
            case ILOpCode.Dup:
                return new StackEffect(1, 2);
            case (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref) or (>= ILOpCode.Neg and <= ILOpCode.Conv_u8) or ILOpCode.Ldobj or ILOpCode.Castclass
                or ILOpCode.Isinst or ILOpCode.Conv_r_un or ILOpCode.Unbox or ILOpCode.Ldfld or ILOpCode.Ldflda
                or (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un) or ILOpCode.Box or ILOpCode.Newarr or ILOpCode.Ldlen or ILOpCode.Unbox_any
                or (>= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u8) or ILOpCode.Refanyval or ILOpCode.Ckfinite or ILOpCode.Mkrefany
                or (>= ILOpCode.Conv_u2 and <= ILOpCode.Conv_ovf_u) or ILOpCode.Conv_u or ILOpCode.Ldvirtftn or ILOpCode.Localloc or ILOpCode.Refanytype:
                return new StackEffect(1, 1);
            case (>= ILOpCode.Add and <= ILOpCode.Shr_un) or (>= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un) or (>= ILOpCode.Ceq and <= ILOpCode.Clt_un)
                or (>= ILOpCode.Ldelema and <= ILOpCode.Ldelem_ref) or ILOpCode.Ldelem:
                return new StackEffect(2, 1);
            case (>= ILOpCode.Beq_s and <= ILOpCode.Blt_un_s) or (>= ILOpCode.Beq and <= ILOpCode.Blt_un) or (>= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8)
                or ILOpCode.Stind_i or ILOpCode.Cpobj or ILOpCode.Stfld or ILOpCode.Stobj:
                return new StackEffect(2, 0);
            case (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref) or ILOpCode.Stelem or ILOpCode.Cpblk or ILOpCode.Initblk:
                return new StackEffect(3, 0);
            default:
                return null;
        }
    }
}

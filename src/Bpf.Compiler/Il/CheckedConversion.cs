using System.Reflection.Metadata;

namespace Bpf.Compiler.Il;

/// <summary>The conversion opcodes of checked code.</summary>
internal static class CheckedConversion
{
    /// <summary>Returns the integer range that a conversion must fit; null for other instructions.</summary>
    public static (int Bits, bool IsSigned)? TargetOf(ILOpCode opCode) => opCode switch
    {
        ILOpCode.Conv_ovf_i1 or ILOpCode.Conv_ovf_i1_un => (8, true),
        ILOpCode.Conv_ovf_u1 or ILOpCode.Conv_ovf_u1_un => (8, false),
        ILOpCode.Conv_ovf_i2 or ILOpCode.Conv_ovf_i2_un => (16, true),
        ILOpCode.Conv_ovf_u2 or ILOpCode.Conv_ovf_u2_un => (16, false),
        ILOpCode.Conv_ovf_i4 or ILOpCode.Conv_ovf_i4_un => (32, true),
        ILOpCode.Conv_ovf_u4 or ILOpCode.Conv_ovf_u4_un => (32, false),
        ILOpCode.Conv_ovf_i8 or ILOpCode.Conv_ovf_i8_un or ILOpCode.Conv_ovf_i or ILOpCode.Conv_ovf_i_un => (64, true),
        ILOpCode.Conv_ovf_u8 or ILOpCode.Conv_ovf_u8_un or ILOpCode.Conv_ovf_u or ILOpCode.Conv_ovf_u_un => (64, false),
        _ => null,
    };
}

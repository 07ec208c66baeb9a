using System.Reflection.Metadata;

namespace Bpf.Compiler.Il;

/// <summary>One IL instruction.</summary>
/// <param name="Offset">Offset in the method body.</param>
/// <param name="OpCode">Operation.</param>
/// <param name="Operand">Constant, token, variable number or branch target.</param>
/// <param name="Targets">Branch targets of a <c>switch</c>; null otherwise.</param>
/// <param name="Next">Offset of the following instruction.</param>
internal readonly record struct ILInstruction(int Offset, ILOpCode OpCode, long Operand, int[]? Targets, int Next);

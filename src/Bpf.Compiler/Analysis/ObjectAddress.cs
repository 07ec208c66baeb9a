using System.Numerics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>An address as that of an object and an offset in bytes: a constant and values with factors.</summary>
/// <param name="Object">The pointer without indexes.</param>
/// <param name="Constant">Constant part of the offset.</param>
/// <param name="Terms">Values of 64 bits, and what each is multiplied by.</param>
internal sealed record ObjectAddress(LLVMValueRef Object, long Constant, IReadOnlyList<(LLVMValueRef Value, ulong Factor)> Terms)
{
    /// <summary>The parts of a chain of addresses; null when one of them has another form.</summary>
    public static ObjectAddress? Of(LLVMValueRef pointer, Func<LLVMTypeRef, ulong> sizeOf)
    {
        long constant = 0;
        List<(LLVMValueRef, ulong)> terms = [];
        while (pointer is { IsInstruction: true, InstructionOpcode: LLVMOpcode.LLVMGetElementPtr } or { ConstantOpcode: LLVMOpcode.LLVMGetElementPtr })
        {
            if (IndexOf(pointer, sizeOf) is not var (index, factor))
            {
                return null;
            }

            if (index.IsConstantInt)
            {
                constant += index.ConstIntSExt * (long)factor;
            }
            else
            {
                terms.Add((index, factor));
            }

            pointer = pointer.GetOperand(0);
        }

        return new ObjectAddress(pointer, constant, terms);
    }

    /// <summary>The one index of an address, and what it is multiplied by; null for addresses with more.</summary>
    public static (LLVMValueRef Index, ulong Factor)? IndexOf(LLVMValueRef address, Func<LLVMTypeRef, ulong> sizeOf)
        => address.OperandCount == 2 && address.GetOperand(1) is { TypeOf: { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 64 } } index
            ? (index, sizeOf(address.SourceElementType))
            : null;

    /// <summary>The low bits that are zero in every one of the terms.</summary>
    public int TrailingZeros()
        => Terms.Select(term => BitOperations.TrailingZeroCount(KnownBits.Of(term.Value).Bits) + BitOperations.TrailingZeroCount(term.Factor)).Min();
}

using System.Numerics;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>An address decomposed into an object and a byte offset: a constant plus scaled values.</summary>
/// <param name="Object">The base pointer.</param>
/// <param name="Constant">Constant part of the offset.</param>
/// <param name="Terms">The 64-bit values and their scale factors.</param>
internal sealed record ObjectAddress(LLVMValueRef Object, long Constant, IReadOnlyList<(LLVMValueRef Value, ulong Factor)> Terms)
{
    /// <summary>Decomposes a chain of getelementptr instructions; returns null when one of them has another form.</summary>
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

    /// <summary>Returns the single index of an address and its scale factor; null for addresses with more than one.</summary>
    public static (LLVMValueRef Index, ulong Factor)? IndexOf(LLVMValueRef address, Func<LLVMTypeRef, ulong> sizeOf)
        => address.OperandCount == 2 && address.GetOperand(1) is { TypeOf: { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: 64 } } index
            ? (index, sizeOf(address.SourceElementType))
            : null;

    /// <summary>Returns the number of low bits that are zero in all terms.</summary>
    public int TrailingZeros()
        => Terms.Select(term => BitOperations.TrailingZeroCount(KnownBits.Of(term.Value).Bits) + BitOperations.TrailingZeroCount(term.Factor)).Min();
}

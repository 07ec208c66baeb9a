using System.Numerics;
using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Compares text on the stack with a constant word by word.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i1 @f() {
///   %text = alloca [8 x i8], align 8
///   %first = load i8, ptr %text, align 8
///   %isS = icmp eq i8 %first, 115
///   %address = getelementptr i8, ptr %text, i64 1
///   %second = load i8, ptr %address, align 1
///   %isO = icmp eq i8 %second, 111
///   %isBoth = and i1 %isS, %isO
///   ret i1 %isBoth
/// }
/// </code>
/// After:
/// <code>
/// define i1 @f() {
///   %text = alloca [8 x i8], align 8
///   %1 = load i16, ptr %text, align 2
///   %2 = icmp eq i16 %1, 28531
///   ret i1 %2
/// }
/// </code>
/// LLVM unrolls <c>SequenceEqual</c> and <c>StartsWith</c> to one load and one comparison per byte; clang compares whole words, because it expands
/// <c>memcmp</c> that way. The loads are already in one block, so reading all bytes at once reads nothing new. BPF is little-endian.
/// </remarks>
internal sealed class MergeByteComparisons : FunctionPass
{
    private const ulong LargestWord = 8;

    public override string Name => "merge-byte-comparisons";

    public override string Purpose => "compares neighboring bytes with constants as one word";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        foreach (LLVMValueRef root in FunctionBody.Integers(analyses.Function, 1).ToArray())
        {
            if (ConditionTree.Of(root) is { } tree)
            {
                Merge(context, root, tree);
            }
        }
    }

    private static void Merge(PassContext context, LLVMValueRef root, ConditionTree tree)
    {
        LLVMIntPredicate predicate = tree.IsAll ? LLVMIntPredicate.LLVMIntEQ : LLVMIntPredicate.LLVMIntNE;
        List<LLVMValueRef> words = [];
        HashSet<LLVMValueRef> merged = [];
        foreach (IGrouping<LLVMValueRef, ByteComparison> slot in tree.Leaves.Select(leaf => ByteComparison.Of(leaf, predicate)).OfType<ByteComparison>()
            .Where(item => IsUnchangedUntil(root, item.Load)).GroupBy(item => item.Base))
        {
            ByteComparison[] bytes = [.. slot.DistinctBy(item => item.Offset).OrderBy(item => item.Offset)];
            for (int first = 0; first < bytes.Length;)
            {
                int count = CountOf(bytes.AsSpan(first));
                if (count > 1)
                {
                    context.Builder.PositionBefore(root);
                    words.Add(CompareWord(context, bytes.AsSpan(first, count), predicate));
                    merged.UnionWith(bytes.Skip(first).Take(count).Select(item => item.Comparison));
                }

                first += count;
            }
        }

        if (words.Count > 0)
        {
            LLVMOpcode join = tree.IsAll ? LLVMOpcode.LLVMAnd : LLVMOpcode.LLVMOr;
            root.ReplaceAllUsesWith(words.Concat(tree.Leaves.Where(leaf => !merged.Contains(leaf)))
                .Aggregate((all, next) => context.Builder.BuildBinOp(join, all, next)));
        }
    }

    // Number of bytes, from the first one on, that form a word and may be read at once.
    private static int CountOf(ReadOnlySpan<ByteComparison> bytes)
    {
        int count = 1;
        while (count < bytes.Length && bytes[count].Offset == bytes[0].Offset + (ulong)count)
        {
            count++;
        }

        ulong aligned = bytes[0].Base.Alignment | bytes[0].Offset | LargestWord;
        return (int)Math.Min(1UL << BitOperations.TrailingZeroCount(aligned), 1UL << BitOperations.Log2((uint)count));
    }

    private static LLVMValueRef CompareWord(PassContext context, ReadOnlySpan<ByteComparison> bytes, LLVMIntPredicate predicate)
    {
        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= bytes[i].Value << (8 * i);
        }

        LLVMTypeRef type = context.Module.Context.GetIntType((uint)(8 * bytes.Length));
        LLVMValueRef address = bytes[0].Offset == 0
            ? bytes[0].Base
            : context.Builder.BuildGEP2(context.Int8, bytes[0].Base, [LLVMValueRef.CreateConstInt(context.Int64, bytes[0].Offset)]);
        LLVMValueRef word = context.Builder.BuildLoad2(type, address);
        word.Alignment = (uint)bytes.Length;
        return context.Builder.BuildICmp(predicate, word, LLVMValueRef.CreateConstInt(type, value));
    }

    // Loads in the same block, with nothing in between that may write.
    private static bool IsUnchangedUntil(LLVMValueRef root, LLVMValueRef load)
    {
        LLVMValueRef instruction = load;
        while (instruction.Handle != 0 && instruction != root)
        {
            if (instruction.InstructionOpcode is LLVMOpcode.LLVMStore or LLVMOpcode.LLVMCall or LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg
                or LLVMOpcode.LLVMFence)
            {
                return false;
            }

            instruction = instruction.NextInstruction;
        }

        return instruction.Handle != 0;
    }
}

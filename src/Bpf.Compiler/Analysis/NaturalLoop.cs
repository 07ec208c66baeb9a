using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A natural loop: its header dominates all of its blocks.</summary>
/// <param name="Header">The block that starts every iteration.</param>
/// <param name="Blocks">All blocks of the loop.</param>
/// <param name="Latches">The blocks that branch back to the header.</param>
internal sealed record NaturalLoop(LLVMBasicBlockRef Header, IReadOnlySet<LLVMBasicBlockRef> Blocks, IReadOnlyList<LLVMBasicBlockRef> Latches)
{
    /// <summary>Finds the loops of a function, outer loops before the loops nested in them.</summary>
    public static IEnumerable<NaturalLoop> AllOf(DominatorTree tree)
    {
        foreach (LLVMBasicBlockRef header in tree.Blocks)
        {
            LLVMBasicBlockRef[] latches = [.. tree.PredecessorsOf(header).Where(block => tree.Dominates(header, block)).Distinct()];
            if (latches.Length > 0)
            {
                HashSet<LLVMBasicBlockRef> blocks = [header];
                Stack<LLVMBasicBlockRef> open = new(latches);
                while (open.TryPop(out LLVMBasicBlockRef block))
                {
                    if (blocks.Add(block))
                    {
                        foreach (LLVMBasicBlockRef before in tree.PredecessorsOf(block))
                        {
                            open.Push(before);
                        }
                    }
                }

                yield return new NaturalLoop(header, blocks, latches);
            }
        }
    }

    /// <summary>Returns true for a value computed inside the loop.</summary>
    public bool Contains(LLVMValueRef value) => value.IsInstruction && Blocks.Contains(value.InstructionParent);

    /// <summary>Finds the exit branches that every iteration reaches: the block, the condition, and whether the loop ends when it is true.</summary>
    public IEnumerable<(LLVMBasicBlockRef Block, LLVMValueRef Condition, bool EndsWhen)> ExitsOfEachRound(DominatorTree tree)
    {
        foreach (LLVMBasicBlockRef block in tree.Blocks.Where(Blocks.Contains))
        {
            if (block.Terminator is { InstructionOpcode: LLVMOpcode.LLVMBr, SuccessorsCount: 2 } branch && Latches.All(latch => tree.Dominates(block, latch)))
            {
                bool isThenInside = Blocks.Contains(branch.GetSuccessor(0)), isElseInside = Blocks.Contains(branch.GetSuccessor(1));
                if (isThenInside != isElseInside)
                {
                    yield return (block, branch.GetOperand(0), isElseInside);
                }
            }
        }
    }
}

using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>A loop with one way in: its header dominates all of it.</summary>
/// <param name="Header">The block that every round begins with.</param>
/// <param name="Blocks">All blocks of the loop.</param>
/// <param name="Latches">The blocks that go back to the header.</param>
internal sealed record NaturalLoop(LLVMBasicBlockRef Header, IReadOnlySet<LLVMBasicBlockRef> Blocks, IReadOnlyList<LLVMBasicBlockRef> Latches)
{
    /// <summary>The loops of a function, outer ones before those in them.</summary>
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

    /// <summary>True for what an instruction of the loop makes.</summary>
    public bool Contains(LLVMValueRef value) => value.IsInstruction && Blocks.Contains(value.InstructionParent);

    /// <summary>The branches out of the loop that every round comes to: the block, the condition, and whether the loop ends when that is true.</summary>
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

using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Bpf.Analyzers.Loops;

/// <summary>The blocks from which control returns to a block at the start, without those outside of the loop.</summary>
internal sealed class NaturalLoop
{
    private readonly HashSet<BasicBlock> _blocks;

    private NaturalLoop(BasicBlock header, HashSet<BasicBlock> blocks)
    {
        Header = header;
        _blocks = blocks;
    }

    /// <summary>The block that each round begins with.</summary>
    public BasicBlock Header { get; }

    /// <summary>All blocks.</summary>
    public IReadOnlyCollection<BasicBlock> Blocks => _blocks;

    /// <summary>Finds the loops of a method. The blocks of a graph are in the order of the source, so that only loops lead back.</summary>
    public static IEnumerable<NaturalLoop> In(ControlFlowGraph graph)
    {
        foreach (BasicBlock header in graph.Blocks)
        {
            Stack<BasicBlock> pending = new(header.Predecessors.Select(static branch => branch.Source).Where(source => source.Ordinal >= header.Ordinal));
            if (pending.Count == 0)
            {
                continue;
            }

            HashSet<BasicBlock> blocks = [header];
            while (pending.Count > 0)
            {
                BasicBlock block = pending.Pop();
                if (block.Ordinal >= header.Ordinal && blocks.Add(block))
                {
                    foreach (ControlFlowBranch branch in block.Predecessors)
                    {
                        pending.Push(branch.Source);
                    }
                }
            }

            yield return new NaturalLoop(header, blocks);
        }
    }

    /// <summary>Returns whether a block is part of it.</summary>
    public bool Contains(BasicBlock block) => _blocks.Contains(block);

    /// <summary>Returns whether another loop is inside of it.</summary>
    public bool Contains(NaturalLoop other) => other.Header != Header && _blocks.Contains(other.Header);
}

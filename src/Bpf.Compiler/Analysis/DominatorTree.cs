using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Dominator tree of a function.</summary>
internal sealed class DominatorTree
{
    private readonly Dictionary<LLVMBasicBlockRef, List<LLVMBasicBlockRef>> _predecessors = [];

    // Reverse postorder index of each reachable block, and for each index that of the immediate dominator.
    private readonly Dictionary<LLVMBasicBlockRef, int> _places = [];
    private readonly int[] _nearest;
    private readonly LLVMBasicBlockRef[] _blocks;

    public DominatorTree(LLVMValueRef function)
    {
        List<LLVMBasicBlockRef> order = [];
        Order(function.EntryBasicBlock, order);
        order.Reverse();
        for (int i = 0; i < order.Count; i++)
        {
            _places.Add(order[i], i);
            foreach (LLVMBasicBlockRef next in Successors(order[i]))
            {
                if (!_predecessors.TryGetValue(next, out List<LLVMBasicBlockRef>? sources))
                {
                    _predecessors.Add(next, sources = []);
                }

                sources.Add(order[i]);
            }
        }

        _blocks = [.. order];
        _nearest = new int[order.Count];
        Array.Fill(_nearest, -1);
        _nearest[0] = 0;
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            for (int i = 1; i < order.Count; i++)
            {
                int nearest = PredecessorsOf(order[i]).Select(block => _places[block]).Where(place => _nearest[place] >= 0).Aggregate(Meet);
                isChanged |= _nearest[i] != nearest;
                _nearest[i] = nearest;
            }
        }
    }

    /// <summary>The reachable blocks, each after its dominators.</summary>
    public IReadOnlyList<LLVMBasicBlockRef> Blocks => _blocks;

    /// <summary>The predecessors of a block, once for each edge.</summary>
    public IReadOnlyList<LLVMBasicBlockRef> PredecessorsOf(LLVMBasicBlockRef block) => _predecessors.GetValueOrDefault(block, []);

    /// <summary>Returns the immediate dominator of a block; null for the entry block and for unreachable blocks.</summary>
    public LLVMBasicBlockRef? ImmediateDominatorOf(LLVMBasicBlockRef block)
        => _places.TryGetValue(block, out int place) && place > 0 ? _blocks[_nearest[place]] : null;

    /// <summary>Returns true when one block dominates another; a block dominates itself. False for unreachable blocks.</summary>
    public bool Dominates(LLVMBasicBlockRef dominator, LLVMBasicBlockRef block)
    {
        if (!_places.TryGetValue(block, out int place) || !_places.TryGetValue(dominator, out int wanted))
        {
            return false;
        }

        while (place > wanted)
        {
            place = _nearest[place];
        }

        return place == wanted;
    }

    private int Meet(int one, int other)
    {
        while (one != other)
        {
            (one, other) = one > other ? (_nearest[one], other) : (one, _nearest[other]);
        }

        return one;
    }

    private static void Order(LLVMBasicBlockRef entry, List<LLVMBasicBlockRef> postorder)
    {
        HashSet<LLVMBasicBlockRef> seen = [entry];
        Stack<(LLVMBasicBlockRef Block, IEnumerator<LLVMBasicBlockRef> Onward)> open = new([(entry, Successors(entry).GetEnumerator())]);
        while (open.TryPeek(out (LLVMBasicBlockRef Block, IEnumerator<LLVMBasicBlockRef> Onward) top))
        {
            if (!top.Onward.MoveNext())
            {
                postorder.Add(open.Pop().Block);
            }
            else if (seen.Add(top.Onward.Current))
            {
                open.Push((top.Onward.Current, Successors(top.Onward.Current).GetEnumerator()));
            }
        }
    }

    private static IEnumerable<LLVMBasicBlockRef> Successors(LLVMBasicBlockRef block)
    {
        for (uint i = 0; i < block.Terminator.SuccessorsCount; i++)
        {
            yield return block.Terminator.GetSuccessor(i);
        }
    }
}

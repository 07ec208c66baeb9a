using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Structures of pointers in an arena: a list and a hash table, built by a program, and a list that the host extends.</summary>
[BpfObject(License = "GPL")]
public static class Arenas
{
    public const int Buckets = 64;

    public struct Node
    {
        public long Value;
        public BpfArenaPointer<Node> Next;
    }

    public struct Call
    {
        public long Count;
        public long Sum;
    }

    public struct Walk
    {
        public BpfArenaPointer<Node> Node;
        public long Count;
        public long Sum;
    }

    [BpfMap(MaxEntries = 256)]
    static readonly BpfArena Memory = new();

    static BpfArenaPointer<Node> s_list;
    static BpfArenaPointer<BpfArenaPointer<Node>> s_table;

    /// <summary>Builds a list of 10,000 nodes with the numbers from 0.</summary>
    [SyscallProgram]
    public static int BuildList(ref Call call)
    {
        BpfArenaPointer<Node> nodes = Memory.Allocate<Node>(40);
        if (nodes.IsNull)
        {
            return 1;
        }

        BpfArenaPointer<Node> head = default;
        for (int i = 0; i < 10_000; i++)
        {
            BpfArenaPointer<Node> node = nodes.ElementAt(i);
            node.Value = new Node { Value = i, Next = head };
            head = node;
        }

        s_list = head;
        return 0;
    }

    /// <summary>Adds up the list, which the host may have changed.</summary>
    [SyscallProgram]
    public static int AddUp(ref Call call)
    {
        Walk walk = new() { Node = s_list };
        BpfHelpers.Loop(20_000, static (_, ref walk) =>
        {
            if (walk.Node.IsNull)
            {
                return BpfLoopResult.Break;
            }

            walk.Sum += walk.Node.Value.Value;
            walk.Count++;
            walk.Node = walk.Node.Value.Next;
            return BpfLoopResult.Continue;
        }, ref walk);
        call.Sum = walk.Sum;
        call.Count = walk.Count;
        Memory.Free(Memory.Allocate<Node>(1), 1); // The verifier has to see which arena is meant.
        return 0;
    }

    /// <summary>Puts 500 numbers into a hash table.</summary>
    [SyscallProgram]
    public static int BuildTable(ref Call call)
    {
        BpfArenaPointer<BpfArenaPointer<Node>> table = Memory.Allocate<BpfArenaPointer<Node>>(1);
        BpfArenaPointer<Node> nodes = Memory.Allocate<Node>(2);
        if (table.IsNull || nodes.IsNull)
        {
            return 1;
        }

        for (int i = 0; i < 500; i++)
        {
            long value = i * 7919 % 1009;
            BpfArenaPointer<Node> node = nodes.ElementAt(i);
            ref BpfArenaPointer<Node> bucket = ref table[value % Buckets];
            node.Value = new Node { Value = value, Next = bucket };
            bucket = node;
        }

        s_table = table;
        call.Count = 500;
        return 0;
    }
}

using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Structures of pointers in an arena: a list and a hash table, built by a program, and a list that the host extends.</summary>
[BpfObject(License = "GPL")]
public static class Arenas
{
    public const int Buckets = 64;
    public const int MostLeaves = 2000;
    private const uint TreePages = 16;

    public struct Node
    {
        public long Value;
        public BpfArenaPointer<Node> Next;
    }

    /// <summary>A node of the search tree; the pointers come first, so that the address of one is known from that of the node.</summary>
    public struct Leaf
    {
        public BpfArenaPointer<Leaf> Lower;
        public BpfArenaPointer<Leaf> Higher;
        public long Key;
        public long Value;
    }

    /// <summary>The search tree, at the beginning of its pages and as large as a node.</summary>
    public struct Tree
    {
        public BpfArenaPointer<Leaf> Root;
        public long Count;
        public long Unused;
        public long UnusedToo;
    }

    public struct Search
    {
        public long Key;
        public long Value;
        public long Depth;
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
    static BpfArenaPointer<Tree> s_tree;
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

    /// <summary>Adds a key to the search tree: 1 if it is new, 0 if it is there, -1 if the pages are full.</summary>
    [SyscallProgram]
    public static int Insert(ref Search search)
    {
        if (s_tree.IsNull)
        {
            s_tree = Memory.Allocate<Tree>(TreePages);
            if (s_tree.IsNull)
            {
                return -1;
            }
        }

        if (s_tree.Value.Count >= MostLeaves)
        {
            return -1;
        }

        BpfArenaPointer<BpfArenaPointer<Leaf>> place = PlaceOf(ref search);
        if (!place.Value.IsNull)
        {
            return 0;
        }

        BpfArenaPointer<Leaf> leaf = s_tree.As<Leaf>().ElementAt(1 + s_tree.Value.Count);
        leaf.Value = new Leaf { Key = search.Key, Value = search.Value };
        place.Value = leaf;
        s_tree.Value.Count++;
        return 1;
    }

    /// <summary>Finds a key in the search tree: 1 if it is there.</summary>
    [SyscallProgram]
    public static int Find(ref Search search)
    {
        if (s_tree.IsNull)
        {
            return 0;
        }

        BpfArenaPointer<Leaf> found = PlaceOf(ref search).Value;
        if (found.IsNull)
        {
            Memory.Free(Memory.Allocate<Node>(1), 1); // The verifier has to see which arena is meant.
            return 0;
        }

        search.Value = found.Value.Value;
        return 1;
    }

    // Where the pointer to the key is, or has to be.
    private static BpfArenaPointer<BpfArenaPointer<Leaf>> PlaceOf(ref Search search)
    {
        BpfArenaPointer<BpfArenaPointer<Leaf>> place = s_tree.As<BpfArenaPointer<Leaf>>();
        search.Depth = 0;
        foreach (int _ in KernelIterators.Range(0, MostLeaves))
        {
            BpfArenaPointer<Leaf> leaf = place.Value;
            if (leaf.IsNull || leaf.Value.Key == search.Key)
            {
                break;
            }

            search.Depth++;
            place = leaf.As<BpfArenaPointer<Leaf>>().ElementAt(search.Key < leaf.Value.Key ? 0 : 1);
        }

        return place;
    }
}

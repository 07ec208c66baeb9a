namespace Bpf.Compiler.Tests.Kernel;

/// <summary>Memory shared with user space.</summary>
public sealed class ArenaTests
{
    [Fact]
    public void PointersIntoAnArenaWork() => KernelRun.Syscall("""
        public struct Call { public long Count; public long Sum; }
        public struct Node { public long Value; public BpfArenaPointer<Node> Next; }
        [BpfMap(MaxEntries = 4)] static readonly BpfArena Arena = new();
        [SyscallProgram]
        public static int Run(ref Call call)
        {
            BpfArenaPointer<Node> nodes = Arena.Allocate<Node>(1);
            if (nodes.IsNull)
                return 1;
            BpfArenaPointer<Node> head = default;
            for (int i = 0; i < 10; i++)
            {
                BpfArenaPointer<Node> node = nodes.ElementAt(i);
                node.Value.Value = i + call.Count;
                node.Value.Next = head;
                head = node;
            }
            long sum = 0;
            for (int i = 0; i < 100 && !head.IsNull; i++)
            {
                sum += head.Value.Value;
                head = head.Value.Next;
            }
            call.Sum = sum + nodes[3].Value * 1000;
            Arena.Free(nodes, 1);
            return 0;
        }
        """, [2, 0], after => Assert.Equal(5065, after[1]));
}

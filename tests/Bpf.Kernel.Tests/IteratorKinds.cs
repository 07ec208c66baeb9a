using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>An iterator of each kind that C# names.</summary>
[BpfObject(License = "GPL")]
public static unsafe class IteratorKinds
{
    [KernelStruct("task_struct")]
    public struct Task
    {
        public int Pid;
        public int Tgid;
    }

    [KernelStruct("file")]
    public struct File
    {
        [KernelField("f_flags")] public uint Flags;
    }

    [KernelStruct("vm_area_struct")]
    public struct Area
    {
        [KernelField("vm_start")] public ulong Start;
        [KernelField("vm_end")] public ulong End;
    }

    [KernelStruct("bpf_map")]
    public struct Map
    {
        public uint Id;
        [KernelField("max_entries")] public uint MaxEntries;
    }

    [KernelStruct("bpf_link")]
    public struct Link
    {
        public uint Id;
    }

    [KernelStruct("sock_common")]
    public struct SocketCommon
    {
        [KernelField("skc_num")] public ushort Port;
        [KernelField("skc_state")] public byte State;
    }

    [KernelStruct("sock")]
    public struct Socket
    {
        [KernelField("__sk_common")] public SocketCommon Common;
    }

    [KernelStruct("inet_sock")]
    public struct InternetSocket
    {
        [KernelField("sk")] public Socket Socket;
    }

    [KernelStruct("udp_sock")]
    public struct UdpSocket
    {
        [KernelField("inet")] public InternetSocket Internet;
    }

    [KernelStruct("unix_address")]
    public struct UnixAddress
    {
        [KernelField("len")] public int Length;
    }

    [KernelStruct("unix_sock")]
    public struct UnixSocket
    {
        [KernelField("addr")] public UnixAddress* Address;
        [KernelField("sk")] public Socket Socket;
    }

    [KernelStruct("kernfs_node")]
    public struct Node
    {
        public ulong Id;
    }

    [KernelStruct("cgroup")]
    public struct Cgroup
    {
        [KernelField("kn")] public Node* Node;
    }

    [KernelStruct("kallsym_iter")]
    public struct Symbol
    {
        public ulong Value;
        public byte Type;
    }

    public struct Range
    {
        public ulong Start;
        public ulong End;
    }

    [BpfMap(MaxEntries = 16)] static readonly BpfHashMap<int, long> Elements = new();

    [Iterator("task_file")]
    public static int ListFiles(IteratorContext context, Task* task, uint descriptor, File* file)
    {
        if (task != null && file != null)
        {
            context.Output.Print($"{task->Tgid} {descriptor} {file->Flags}\n");
        }

        return 0;
    }

    [Iterator("task_vma")]
    public static int WriteAreas(IteratorContext context, Task* task, Area* area)
    {
        if (task != null && area != null)
        {
            Range range = new() { Start = area->Start, End = area->End };
            context.Output.Write(in range);
        }

        return 0;
    }

    [Iterator("bpf_map")]
    public static int ListMaps(IteratorContext context, Map* map)
    {
        if (map != null)
        {
            context.Output.Print($"{map->Id} {map->MaxEntries}\n");
        }

        return 0;
    }

    [Iterator("bpf_map_elem")]
    public static int ListElements(IteratorContext context, Map* map, int* key, long* value)
    {
        if (map != null && key != null && value != null)
        {
            context.Output.Print($"{*key} {*value}\n");
        }

        return 0;
    }

    [Iterator("bpf_link")]
    public static int ListLinks(IteratorContext context, Link* link)
    {
        if (link != null)
        {
            context.Output.Print($"{link->Id}\n");
        }

        return 0;
    }

    [Iterator("tcp")]
    public static int ListTcp(IteratorContext context, SocketCommon* socket, uint user)
    {
        if (socket != null)
        {
            context.Output.Print($"{socket->Port} {socket->State} {user}\n");
        }

        return 0;
    }

    [Iterator("udp")]
    public static int ListUdp(IteratorContext context, UdpSocket* socket, uint user)
    {
        if (socket != null)
        {
            context.Output.Print($"{socket->Internet.Socket.Common.Port} {user}\n");
        }

        return 0;
    }

    [Iterator("unix")]
    public static int ListUnix(IteratorContext context, UnixSocket* socket, uint user)
    {
        if (socket != null && socket->Address != null)
        {
            context.Output.Print($"{socket->Socket.Common.State} {socket->Address->Length} {user}\n");
        }

        return 0;
    }

    [Iterator("cgroup")]
    public static int ListCgroups(IteratorContext context, Cgroup* cgroup)
    {
        if (cgroup != null)
        {
            context.Output.Print($"{cgroup->Node->Id}\n");
        }

        return 0;
    }

    [Iterator("ksym")]
    public static int WriteSymbols(IteratorContext context, Symbol* symbol)
    {
        if (symbol != null)
        {
            Range range = new() { Start = symbol->Value, End = symbol->Type };
            context.Output.Write(in range);
        }

        return 0;
    }
}

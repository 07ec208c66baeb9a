// mistake: a record of 8 KiB in a ring of 4 KiB never fits
// runs: Run()
// shows: s_sent is 0, meant 1
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Large
{
    [InlineArray(8192)]
    public struct Page { byte _first; }

    [BpfMap(ByteSize = 4096)] //!!
    static readonly BpfRingBuffer<Page> Pages = new(); //!!

    static int s_sent;

    [SyscallProgram]
    public static int Run()
    {
        if (!Pages.TryReserve(out BpfRef<Page> page)) //!!
            return 1;
        page.Value[0] = 1;
        Pages.Submit(page);
        s_sent++;
        return 0;
    }
}

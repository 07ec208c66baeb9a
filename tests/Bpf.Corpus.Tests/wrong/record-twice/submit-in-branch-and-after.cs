// mistake: the fast path submits, and the code after it submits again
using Bpf;

[BpfObject(License = "GPL")]
public static class Logins
{
    public struct Login { public uint User; public int Process; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Login> Events = new();

    [Uprobe("libc:setuid")]
    public static int OnSetUser(UprobeContext context, uint user)
    {
        if (!Events.TryReserve(out BpfRef<Login> login))
            return 0;
        login.Value = new Login { User = user, Process = BpfHelpers.CurrentProcessId };
        if (user == 0)
            Events.Submit(login);
        Events.Submit(login); //!!
        return 0;
    }
}

// mistake: another map is updated while the lock is held
using Bpf;

[BpfObject(License = "GPL")]
public static class Balance
{
    public struct Account { public BpfSpinLock Lock; public long Sum; public long Count; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, Account> Accounts = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<uint, long> History = new();

    [TcxIngress]
    public static TrafficControlAction OnPacket(TrafficControlContext context)
    {
        if (!Accounts.TryGetRef(context.Interface, out BpfRef<Account> account))
            return TrafficControlAction.Next;
        using (account.Value.Lock.EnterScope())
        {
            account.Value.Sum += context.Length;
            History.Update(context.Interface, account.Value.Sum); //!!
        }

        return TrafficControlAction.Next;
    }
}

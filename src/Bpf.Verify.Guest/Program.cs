using Bpf.Verify.Guest;
using Bpf.Verify.Guest.Protocol;

int sent = 0;
Action<GuestMessage> send = message =>
{
    Console.WriteLine(Frame.Write(sent++, message));
    Console.Out.Flush();
};
Machine.Prepare();
send(new GuestMessage(Kernel: File.ReadAllText("/proc/sys/kernel/osrelease").Trim()));
ObjectLoading loading = new(send);
foreach (string path in Directory.GetFiles(GuestFiles.Objects).Order(StringComparer.Ordinal))
{
    loading.Load(path);
}

send(new GuestMessage(Finished: true));
Machine.PowerOff();

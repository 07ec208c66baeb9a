using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bpf.Attach.Tests.Support;
using Bpf.Kernel.Tests;
using Bpf.Runtime;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Tables of functions for the kernel: a congestion control everywhere, schedulers where the kernel has them. Elsewhere the report is the refusal.</summary>
internal sealed class StructOpsScenarios(string directory)
{
    private const int Loopback = 1; // the first device of a network namespace
    private const long Datagrams = 100;
    private const int Spinners = 4;
    private const int Seconds = 60;
    private const double MostUnfair = 0.1;

    private string Sample => Path.Combine(directory, "scheduler");

    /// <summary>The scenarios; those of schedulers only where the sample was built.</summary>
    public IEnumerable<Scenario> All => File.Exists(Sample) && Machine.IsGuest
        ? [new("congestion_control", CongestionControl), new("queue", Queue), new("scheduler", Schedule), new("ejected_scheduler", Eject)]
        : [new("congestion_control", CongestionControl)];

    private static string CongestionControl()
    {
        using CongestionControlsSkeleton skeleton = CongestionControlsSkeleton.Open();
        skeleton.LoadAndAttach();
        string registered = $"{skeleton.StructOps.FixedWindow.Map.Link}, {skeleton.StructOps.FixedWindow.Map.Flags}";
        Scenario.Equal(true, IsAvailable(skeleton), "registered");
        OwnNetwork.Run(() => ControlledTransfer.Run("csharp_fixed"));
        Scenario.Equal(true, skeleton.Bss.s_acknowledged > 0, "called");
        skeleton.Detach();
        Scenario.Equal(false, IsAvailable(skeleton), "registered after Detach");
        return registered;
    }

    private static bool IsAvailable(CongestionControlsSkeleton skeleton)
        => File.ReadAllText("/proc/sys/net/ipv4/tcp_available_congestion_control").Split(' ', '\n').Contains(skeleton.StructOps.FixedWindow.RegisteredName);

    // Loopback gets the discipline, so that all that it sends waits in the list of the program.
    private static string Queue()
    {
        using GuestQueuesSkeleton skeleton = GuestQueuesSkeleton.Open();
        try
        {
            skeleton.LoadAndAttach();
        }
        catch (BpfException exception)
        {
            return exception.Message;
        }

        OwnNetwork.Run(() =>
        {
            RouteMessages.AddQueue(Loopback, "csharp_fifo");
            using Socket receiver = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
            receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            sender.Connect(receiver.LocalEndPoint!);
            byte[] data = new byte[8];
            for (int i = 0; i < (int)Datagrams; i++)
            {
                BitConverter.TryWriteBytes(data, i);
                sender.Send(data);
                Scenario.Equal(8, receiver.Receive(data), "bytes");
                Scenario.Equal(i, BitConverter.ToInt32(data), "datagram");
            }

            Scenario.Equal((Datagrams, Datagrams, 0L), (skeleton.Bss.s_enqueued, skeleton.Bss.s_dequeued, skeleton.Bss.s_dropped), "packets");
            skeleton.Data.s_limit = 0;
            try
            {
                sender.Send(data);
            }
            catch (SocketException)
            {
                // ENOBUFS, if the socket wants to know
            }

            Scenario.Equal((Datagrams, 1L), (skeleton.Bss.s_enqueued, skeleton.Bss.s_dropped), "packets beyond the limit");
        });
        return $"{skeleton.StructOps.Fifo.RegisteredName}: {skeleton.Bss.s_dequeued} packets in order, {skeleton.Bss.s_dropped} dropped";
    }

    // Four equal tasks on two CPUs.
    private string Schedule()
    {
        // On a busy host the machine may stand still for longer than the kernel waits.
        if (KernelScheduler.IsSupported)
        {
            File.WriteAllText("/sys/module/rcupdate/parameters/rcu_cpu_stall_timeout", "300");
        }

        ProcessStartInfo start = new(Sample, ["--seconds", $"{Seconds}", "--timeout", "30000", "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process scheduler = Process.Start(start)!;
        while (KernelScheduler.State != "enabled")
        {
            if (scheduler.HasExited)
            {
                return scheduler.StandardError.ReadToEnd().Trim();
            }

            Thread.Sleep(10);
        }

        string? name = KernelScheduler.ActiveName;
        Process[] spinners = [.. Enumerable.Range(0, Spinners).Select(_ => Process.Start("/bin/sh", ["-c", "while :; do :; done"]))];
        string output = scheduler.StandardOutput.ReadToEnd();
        double[] times = [.. spinners.Select(ProcessorTime)];
        Array.ForEach(spinners, static spinner => spinner.Kill());
        scheduler.WaitForExit();
        Scenario.Equal(0, scheduler.ExitCode, $"exit code: {output}{scheduler.StandardError.ReadToEnd()}");
        JsonElement report = JsonDocument.Parse(output).RootElement;
        double unfairness = (times.Max() - times.Min()) / times.Average();
        Scenario.Equal(true, unfairness < MostUnfair, $"times {string.Join(' ', times)} equal; {output}");
        Scenario.Equal(true, report.GetProperty("queued").GetInt64() > Seconds, "tasks waited");
        return $"{name} is {KernelScheduler.State} again: {report.GetProperty("exit")}";
    }

    private string Eject()
    {
        using GuestSchedulersSkeleton skeleton = GuestSchedulersSkeleton.Open();
        try
        {
            skeleton.LoadAndAttach();
        }
        catch (BpfException exception)
        {
            return exception.Message;
        }

        Scenario.Equal("forgetful", KernelScheduler.ActiveName, "name");
        using Process forgotten = Process.Start("/bin/sh", ["-c", "while :; do :; done"]);
        skeleton.Bss.s_forgotten = forgotten.Id;
        while (skeleton.Bss.s_exit.Kind == SchedulerExitKind.None || KernelScheduler.State != "disabled")
        {
            Thread.Sleep(10);
        }

        forgotten.Kill();
        SchedulerExit exit = skeleton.Bss.s_exit;
        Scenario.Equal(true, exit.Message.StartsWith($"sh[{forgotten.Id}] failed to run for ", StringComparison.Ordinal), $"{exit}");
        return $"{exit.Kind}: {exit.Reason}";
    }

    private static double ProcessorTime(Process process)
    {
        string[] fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(' ');
        return long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture);
    }
}

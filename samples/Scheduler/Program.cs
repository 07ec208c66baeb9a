using System.CommandLine;
using System.Text.Json.Nodes;
using Bpf;
using Bpf.Runtime;
using Samples;
using Samples.Scheduler;

Option<uint?> timeout = new("--timeout") { Description = "Milliseconds that a task may wait before the kernel ends the scheduler." };
SampleCommandLine commandLine = new(
    "Schedules all tasks of this machine with a BPF program written in C#, until Ctrl+C.",
    "After --: a command to start; the scheduler ends with it.", timeout);
return commandLine.Invoke(args, async (result, options, cancellation) =>
{
    using FairSchedulerSkeleton scheduler = FairSchedulerSkeleton.Open();
    scheduler.StructOps.Fair.TimeoutMs = result.GetValue(timeout) ?? scheduler.StructOps.Fair.TimeoutMs;
    scheduler.LoadAndAttach();
    string? active = KernelScheduler.ActiveName;
    using CancellationTokenSource end = options.StartClock(cancellation);
    Task<int> command = options.Command is [var file, .. var arguments]
        ? TracedCommand.RunAsync(SuspendedProcess.Start(file, arguments), end.Token)
        : Task.Delay(Timeout.Infinite, end.Token).ContinueWith(static _ => 0, TaskScheduler.Default);
    while (scheduler.Bss.s_exit.Kind == SchedulerExitKind.None
        && await Task.WhenAny(command, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None)) != command)
    {
        if (!options.Json)
        {
            Console.WriteLine($"{active}: {scheduler.Bss.s_local:N0} ran at once, {scheduler.Bss.s_queued:N0} waited");
        }
    }

    bool isEjected = scheduler.Bss.s_exit.Kind != SchedulerExitKind.None;
    await end.CancelAsync();
    int exitCode = await command;
    scheduler.StructOps.Fair.Detach();
    JsonObject report = new()
    {
        ["scheduler"] = active,
        ["local"] = scheduler.Bss.s_local,
        ["queued"] = scheduler.Bss.s_queued,
        ["exit"] = $"{scheduler.Bss.s_exit.Kind}",
        ["reason"] = $"{scheduler.Bss.s_exit}",
    };
    Console.WriteLine(options.Json ? report.ToJsonString() : $"The scheduler ended: {scheduler.Bss.s_exit}");
    return isEjected ? 1 : exitCode;
});

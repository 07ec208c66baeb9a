using Bpf.Attach.Guest;
using Bpf.Runtime;

// Uses the library in a separate process: in another user namespace, to be killed, or to be measured.
try
{
    return args switch
    {
        ["count", var file, var target, var count] => Tracer.Count(file, target, int.Parse(count)),
        ["hold", var file, var target, var mode] => Tracer.Hold(file, target, Enum.Parse<UprobeAttachMode>(mode)),
        ["kinds", var cgroup, .. var files] => KindLoads.Run(cgroup, files),
        ["cycles", var file, var target, var mode, var count] => Tracer.Cycle(file, target, Enum.Parse<UprobeAttachMode>(mode), int.Parse(count)),
        ["fail", var file, var target, var pins, var warmUps] => FailureRounds.Run(file, target, pins, int.Parse(warmUps)),
        _ => throw new ArgumentException($"unknown arguments: {string.Join(' ', args)}"),
    };
}
catch (BpfException exception)
{
    Console.WriteLine(exception.Message);
    return 1;
}

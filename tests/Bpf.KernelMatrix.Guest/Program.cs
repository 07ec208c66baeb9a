using Bpf.KernelMatrix.Guest;

// As process 1 of a virtual machine: mounts, checks, powers off. On a host: only checks.
if (Machine.IsGuest)
{
    Machine.MountFileSystems();
}

Console.WriteLine($"KERNEL {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}");
if (Directory.Exists(ObjectLoads.Folder))
{
    ObjectLoads.Report(ObjectLoads.Folder, Console.WriteLine);
}
else
{
    foreach (Scenario scenario in new Scenarios(args.Length > 0 ? args[0] : "/traced").All)
    {
        Console.WriteLine(scenario.Report());
    }
}

Console.WriteLine("END");
if (Machine.IsGuest)
{
    Machine.PowerOff();
}

using Bpf.Symbols.Guest;

// Does everything whose names the tests look for, then answers each line of its input: "ready" after the work, "emit" after more of it, and nothing to
// "quit", before it exits.
object[] kept = [];
foreach (int round in Enumerable.Range(0, 60))
{
    kept = [await Workload.RunAsync(round, args.Length > 0 ? args[0] : null)];
}

while (Console.ReadLine() is { } command && command != "quit")
{
    if (command == "emit")
    {
        kept = [.. kept, Workload.EmitMore()];
    }

    Console.WriteLine(command);
}

GC.KeepAlive(kept);

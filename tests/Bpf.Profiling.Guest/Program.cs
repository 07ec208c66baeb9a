using Bpf.Profiling.Guest;

// "calls" writes the id of a thread that calls methods of all kinds without end; "waits" starts threads that wait in known methods, then writes "ready".
switch (args)
{
    case ["calls"]:
        Calls.Run();
        break;
    case ["waits"]:
        Waits.Start();
        Console.WriteLine("ready");
        Console.ReadLine();
        break;
}

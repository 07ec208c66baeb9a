using Bpf.Profiling.Guest;

// "calls" writes the id of a thread that calls methods of all kinds without end; "waits" starts threads that wait in known methods, then writes "ready".
switch (args)
{
    case ["calls"]:
        new Thread(EndWithTheTest) { IsBackground = true }.Start();
        Calls.Run();
        break;
    case ["waits"]:
        Waits.Start();
        Console.WriteLine("ready");
        Console.ReadLine();
        break;
}

// The input ends when the test does, even if it is ended by force.
static void EndWithTheTest()
{
    Console.In.ReadToEnd();
    Environment.Exit(0);
}

Console.WriteLine("bpfc");
